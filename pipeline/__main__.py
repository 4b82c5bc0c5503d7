"""``python -m pipeline`` is ``deyu``."""

from pipeline.cli import main

if __name__ == "__main__":
    main()
