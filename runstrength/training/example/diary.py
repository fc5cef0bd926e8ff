"""The diary itself: a runner who lifts, in the months before and after a half marathon.

One text a week, the oldest first, in the notation of `notation.py`. Every rule finds something in
it, and most weeks are quiet. The last week is told as far as it has gone; `PLAN` is what she means
to do in the seven days from today.
"""

WEEKS = (
    """
    Mon 18:22 lift 54:10 e6 | squats solid: w8x30 3*5x55@3 | deadlifts solid: w5x50 3*5x67.5@3
        | rows: 3*8x30@3 | planks: 2*40s "First full session in a while. Everything felt heavy."
    Tue 06:44 easy 38:26 6.31km e3 hr138
    Wed 18:12 intervals 57:41 9.42km m52:07 e8 hr160 "6 × 800 round the park, last two by feel"
    Thu 12:21 lift 34:05 e5 | lunges: 2*10x16@3 | push-ups: 3*10@3 | russian-twists: 2*20x4
    Sat 09:06 easy 44:31 7.24km e3 hr140
    Sun 08:47 long 1:18:52 13.11km e5 hr146 "Out past the weir and back"
    feels Mon 44443 Tue 44344 Thu 43343 Sat 44444
    """,
    """
    Tue 06:51 easy 41:08 6.77km e3 hr139
    Wed 18:05 intervals 56:13 9.25km m51:22 e8 hr161 "5 × 1 km, two minutes jog"
    Thu 06:38 easy 36:47 6.02km e3 hr136
    Thu 07:34 lift 31:20 e5 | lunges: 2*10x16@3 | push-ups: 3*10@3 | leg-raises: 2*10
        "Straight from the run to the gym downstairs, done before work"
    Sat 10:11 easy 40:52 6.71km e4 hr143
    Sat 11:19 lift 1:08:30 e6 | squats solid: w8x30 w5x45 4*5x57.5@3
        | deadlifts solid: w5x50 3*5x67.5@3 | rows: 3*8x30@3 | pull-ups: 3*5x-20@2
        "Waited for the rack for ages"
    Sun 09:02 long 1:25:14 14.18km e5 hr147
    feels Tue 34444 Wed 44344 Thu 44334 Fri 44444 Sun 43344
    """,
    """
    Mon 18:27 lift 52:45 e6 | squats breaking-down: w8x30 3*5x60@2
        | deadlifts solid: w5x50 3*5x70@3 | rows: 3*8x30@3 | planks: 2*45s
        "Squats fell apart on the last set. Too heavy for today."
    Tue 06:47 easy 39:33 6.48km e3 hr138
    Wed 18:09 intervals 58:20 9.61km m53:15 e8 hr162 "3 × 2 km. Second one too fast, as ever."
    Thu 06:41 easy 37:12 6.09km e3 hr137
    Thu 07:36 lift 29:50 e5 | lunges: 2*10x16@3 | push-ups: 3*11@3 | leg-raises: 2*11
    Sat 08:58 easy 45:02 7.33km e3 hr139
    Sun 08:39 long 1:17:06 12.84km e4 hr143 "Easy one with Kasia, talked the whole way"
    feels Mon 44343 Wed 43344 Thu 43334 Sat 44444 Sun 44444
    """,
    """
    Mon 18:19 lift 55:15 e6 | squats shaky: w8x30 3*5x62.5@2 | deadlifts solid: w5x50 3*5x70@3
        | rows: 3*8x32.5@3 | planks: 2*45s
    Tue 06:55 easy 40:21 6.58km e3 hr140
    Wed 18:14 intervals 55:48 9.17km m51:03 e8 hr161 "8 × 600, wind on the far side"
    Fri 18:31 lift 36:25 e5 | push-ups: 3*11@3 | pull-ups: 2*5x-20@2 | russian-twists: 2*20x5
    Sat 10:24 lift 38:10 e5 | lunges: 3*10x16@3 | rows: 2*8x32.5@3 | leg-raises: 2*12
        "Storm, the towpath is under water"
    Sun 09:33 long 1:29:40 14.92km e5 hr148
    feels Mon 44444 Tue 44344 Wed 43344 Fri 34434 Sun 44344
    aside not-alternating Sat The storm left no other way.
    """,
    """
    Mon 18:03 tempo 46:37 8.44km e7 hr164 "Moved up, meeting on Wednesday evening"
    Tue 18:26 lift 58:05 e8 | squats solid: w8x30 w5x50 4*5x62.5@1
        | deadlifts solid: w5x50 3*5x72.5@2 | rows: 3*8x32.5@2 | planks: 2*50s
        "Felt great, so I added a set"
    Wed 06:46 intervals 56:30 9.08km m51:40 e9 hr166 "5 × 1 km. Legs like wood."
    Fri 17:52 hills 49:18 7.66km e7 hr160 "10 × the mill hill, should have stayed in bed"
    Sat 09:27 easy 33:41 5.38km e3 hr141
    Sat 10:15 lift 27:30 e4 | push-ups: 3*10@4 | russian-twists: 3*20x5
    Sun 09:11 long 1:31:26 15.07km e6 hr150
    feels Mon 44344 Tue 44444 Wed 33243 Thu 32233 Fri 22232 Sun 33344
    """,
    """
    Tue 06:58 easy 39:47 6.44km e3 hr139
    Wed 18:10 intervals 54:55 9.06km m50:12 hr159
        "8 × 400. Strap slipped, heart rate is a guess"
    Thu 06:36 easy 38:54 6.35km e3 hr137
    Thu 07:33 lift 32:40 e5 | lunges: 2*10x18@3 | push-ups: 3*12@3 | leg-raises: 2*12
    Sat 08:42 lift 48:20 e6 | squats solid: w8x30 3*5x60@3 | deadlifts solid: w5x50 3*5x72.5@3
        | rows: 3*8x32.5@3 | planks: 2*50s
    Sat 11:48 steady 31:12 5.57km e5 hr152 "Joined the others at the park after all"
    Sun 08:31 long 1:52:33 18.36km e6 hr149
        "Missed the turn at the lock and made the best of it"
    feels Tue 34344 Wed 33333 Thu 44344 Sat 44444
    """,
    """
    Mon 18:24 lift 57:35 e6 | squats solid: w8x30 4*5x62.5@2 | deadlifts solid: w5x60 3*5x80@2
        | rows: 4*8x35@3 | planks: 3*50s "New plan from the gym: more sets"
    Tue 06:49 easy 40:15 6.61km e3 hr139
    Wed 18:07 tempo 47:22 8.63km e7 hr163
    Thu 19:31 lift 58:40 e7 | push-ups: 4*12@1 | pull-ups: 4*5x-17.5@1 | rows: 3*8x35@2
        | russian-twists: 4*20x5
    Sat 07:08 lift 49:55 e7 | rows: 4*8x35@1 | pull-ups: 4*5x-17.5@1 | push-ups: 3*12@1
        | leg-raises: 3*12 "Only slot before the trip to my parents"
    Sun 09:24 long 1:26:48 14.41km e5 hr147
    feels Mon 34344 Tue 43344 Wed 44344 Thu 44344 Sat 43334 Sun 43344
    """,
    """
    Mon 09:22 easy 58:24 9.57km e4 hr142 "Week off work! Running because I can"
    Tue 10:16 lift 46:30 e6 | squats solid: w8x30 3*5x62.5@3 | deadlifts solid: w5x60 3*5x75@3
        | planks: 2*60s
    Wed 10:03 tempo 44:18 8.12km e7 hr163
    Thu 09:37 easy 1:11:02 11.63km m1:09:48 e4 hr143
    Fri 10:21 lift 40:15 e5 | lunges: 3*10x18@3 | push-ups: 3*12@3 | pull-ups: 2*5x-17.5@2
        | leg-raises: 2*12
    Sat 09:12 easy 52:33 8.58km e3 hr139
    Sun 09:06 long 1:19:21 13.08km e5 hr147 "Calves are asking for a day off"
    feels Mon 54444 Tue 44344 Wed 44354 Thu 44345 Sat 43344 Sun 43244
    """,
    """
    deload
    Tue 06:53 easy 35:20 5.74km e3 hr137
    Wed 18:11 easy 38:46 6.42km e4 hr141 "With six strides"
    Thu 18:30 lift 28:15 e4 | squats solid: w8x30 2*5x50@5 | rows: 2*8x30@5
    Sat 09:19 easy 41:27 6.73km e3 hr138
    Sun 09:00 long 1:03:12 10.43km e3 hr140 "Deload. Quite like it."
    feels Mon 43244 Wed 44344 Thu 44444 Sun 54454
    """,
    """
    Mon 18:29 lift 51:40 e6 | squats solid: w8x30 3*5x65@3 | deadlifts solid: w5x60 3*5x77.5@3
        | rows: 3*8x35@3
    Tue 06:46 easy 39:18 6.49km e3 hr136
    Wed 17:38 intervals 59:11 9.88km m54:02 e8 hr162
        "4 × 1,600 at half marathon pace, last one quicker"
    Wed 19:36 lift 43:25 e7 | lunges solid: 4*10x20@1 | push-ups: 3*13@2
        "The gym is shut tomorrow"
    Fri 06:43 easy 37:50 6.24km hr138
    Sun 08:34 long 1:37:51 16.38km e5 hr147 "Last 4 km at race pace, easier than I feared"
    feels Mon 44444 Tue 44344 Wed 44344 Thu 33234 Fri 43344 Sun 44444
    """,
    """
    Tue 18:21 lift 24:50 e4 | squats solid: w8x30 2*5x50@5 | push-ups: 2*10@4
        "Just to keep moving"
    Wed 06:57 intervals 38:05 6.21km m34:40 e6 hr154 "4 × 800 at race pace, nothing more"
    Fri 17:46 easy 24:33 3.95km e2 hr135 away "Shakeout along the river, tram bells everywhere"
    Sun 09:04 race 1:48:57 21.16km e10 hr169 away
        "Half marathon! 1:48:57, three minutes better. Went out sensibly for once."
    feels Mon 44344 Tue 44344 Wed 44444 Thu 44444 Sat 34435 Sun 44434
    """,
    """
    Mon 10:38 recovery 23:15 3.42km e2 hr128 away "Stairs are the enemy"
    Wed 18:24 easy 34:09 5.58km hr136
    Thu 18:17 lift 37:20 e4 | deadlifts solid: w5x50 2*5x60@5 | rows: 2*8x32.5@4 | planks: 2*45s
    Sat 09:31 steady 45:50 7.92km e6 hr153 "Legs are back"
    Sat 11:06 lift 38:45 e5 | lunges: 2*10x16@4 | push-ups: 3*12@3 | russian-twists: 2*20x5
    Sun 09:16 long 1:12:38 11.91km e4 hr142
    feels Mon 33145 Tue 43244 Thu 43344 Sat 44444
    """,
    """
    Mon 18:25 lift 52:20 e6 | squats solid: w8x30 3*5x62.5@3 | deadlifts solid: w5x60 3*5x75@3
        | rows: 3*8x35@3 | planks: 2*50s
    Tue 06:48 easy 39:04 6.43km e3 hr137
    Wed 18:08 intervals 53:36 8.91km m49:10 e7 hr159 "6 × 800, even splits"
    Thu 06:42 easy 38:11 6.27km e3 hr137
    Thu 07:35 lift 30:15 e5 | lunges: 2*10x18@3 | push-ups: 3*12@3 | leg-raises: 2*12
    Sat 09:03 easy 43:40 7.15km e3 hr139
    feels Mon 44444 Wed 44344 Thu 43344 Sat 44444
    """,
)

PLAN = """
    Mon 18:30 lift 50:00 e6 | squats: 3*5x65@3 | deadlifts: 3*5x77.5@3 | rows: 3*8x35@3
        | planks: 2*50s
    Tue 06:45 easy 40:00 6.5km e3
    Wed 06:45 intervals 55:00 9km e8 "5 × 1 km"
    Wed 12:30 lift 45:00 e7 | squats: 3*5x65@2 | lunges: 3*10x20@2 "Lunch break?"
    Thu 06:45 easy 40:00 6.5km e3
    Sat 09:00 easy 40:00 6.5km e3
    Sat 09:50 lift 30:00 e5 | push-ups: 3*12@3 | pull-ups: 2*5x-17.5@2 | russian-twists: 2*20x5
    Sun 09:00 long 1:25:00 14km e5
"""
