"""Who can see this, and why; what can this person see, and why."""
