"""RunStrength: `python app.py` serves it; `flask --app app …` reaches its commands."""

import sys

from runstrength.web.application import StartupError, create_app

try:
    app = create_app()
except StartupError as error:
    sys.exit(f"RunStrength cannot start: {error}")

if __name__ == "__main__":
    from runstrength.web.serving import serve

    serve(app)
