"""What the office does: one module per act, called by the command line and the demo alike."""
