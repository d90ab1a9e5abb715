"""How fast Loket is: `make bench` (see docs/speed.md)."""
