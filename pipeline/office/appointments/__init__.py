"""The life of an appointment: begun, recorded, adjusted, what it owes, how it ends."""
