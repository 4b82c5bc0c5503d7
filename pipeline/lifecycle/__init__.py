"""The whole life of an assistant: state tables, adjustments, obligations. Pure."""
