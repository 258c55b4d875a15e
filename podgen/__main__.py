"""`python -m podgen`."""

from podgen.cli import main

if __name__ == "__main__":
    main()
