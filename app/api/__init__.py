"""The HTTP door (FastAPI): `app.api.main.create_app`. Kept empty of imports: the process that draws pages starts here."""
