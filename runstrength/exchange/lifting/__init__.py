"""The exports of lifting apps: Strong, Hevy, FitNotes and Liftosaur."""
