"""`python -m app.cli`: the same as `loket`."""

from app.cli import main

main()
