"""The pure core: workouts, loads, weeks, rules. Standard library only; time is an argument."""
