"""Domains of mail addresses in other letters than ASCII (RFC 5890)."""


def with_ascii_domain(address: str) -> str:
    """The address as it goes into header fields and over the line; as it is where that fails."""
    local, at, domain = address.rpartition("@")
    try:
        return f"{local}{at}{domain.encode('idna').decode()}"
    except UnicodeError:
        return address
