"""The web: create_app, configuration, and one folder a screen."""
