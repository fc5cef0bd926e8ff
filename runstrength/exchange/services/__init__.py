"""The exports of Strava, Garmin and Apple Health."""
