"""The words of the office: frozen values, standard library only."""
