"""XML of strangers, parsed without entities, without the network, no deeper than 256 levels."""

from lxml import etree

Element = etree._Element


def parsed(data: bytes) -> Element:
    """The root. Raises `etree.XMLSyntaxError`, and ValueError for a document type.

    No word processor writes a document type: it would only define entities.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    root = etree.fromstring(data, parser)
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]  # not in the stubs
        raise ValueError("a document type")
    return root
