from typing import Any


def find_numbers(text: str, offset: int = 0) -> Any:
    return ()


def find_counts(*a: Any) -> Any:
    return ()
