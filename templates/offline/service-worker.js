import { serve } from "{{ url_for('static', filename='js/worker/worker.js') }}";

serve({{ {"version": version, "files": files, "offline": url_for("offline.instead")}|tojson }});
