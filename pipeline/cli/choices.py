"""A choice among words of the contract, each with what the office calls it."""

from collections.abc import Mapping
from typing import TypeVar

import click

from pipeline.documents.catalogue import CATALOGUE, DocumentKind

ASSISTANT = "研究生德育工作助理"
Word = TypeVar("Word", bound=str)


class OneOf(click.Choice[str]):
    """One of `labels`, by its word or in Chinese; `called` stands for it in a line of usage."""

    def __init__(self, called: str, labels: Mapping[Word, str]) -> None:
        super().__init__(list(labels))
        self._called = called
        self._labels: dict[str, str] = {str(word): label for word, label in labels.items()}
        self._words = {label: word for word, label in labels.items()}

    def normalize_choice(self, choice: object, ctx: click.Context | None) -> str:
        return self._words.get(str(choice), str(choice))

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        return self._called

    def get_missing_message(self, param: click.Parameter, ctx: click.Context | None) -> str:
        return f"可写：{self.listed}"

    def get_invalid_choice_message(self, value: object, ctx: click.Context | None) -> str:
        return f"没有“{value}”。可写：{self.listed}"

    @property
    def listed(self) -> str:
        """Every word with its label, for a help text."""
        return " ".join(f"{word}（{label}）" for word, label in self._labels.items())


def one_of_documents(*kinds: DocumentKind) -> OneOf:
    """The kinds of documents by their titles, without the words that nearly all begin with."""
    return OneOf(
        "文书",
        {one.kind: one.title.replace(ASSISTANT, "") for one in CATALOGUE if one.kind in kinds},
    )
