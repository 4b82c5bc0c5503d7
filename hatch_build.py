"""What goes into the wheel beside the package. Run by the build, never by the product."""

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SHIPPED = ("templates", "inbox_samples")


class ShippedFiles(BuildHookInterface):  # type: ignore[type-arg]  # hatchling's own parameter
    """Lay templates and sample mails where `pipeline.shipped` looks for them.

    Not in an editable installation: there they would be copies that grow stale beside the
    files being edited. hatchling's ``force-include`` table knows no such difference.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "standard":
            for name in SHIPPED:
                build_data["force_include"][name] = f"pipeline/shipped_files/{name}"
