"""OpenDocument files (.odt, .ods), looked at before another program may turn them into Office ones.

What they hold is bounded, whole and without entities by then; nothing here reads them.
"""

import io
import zipfile

from lxml import etree

from pipeline.domain.letters import ProblemCode
from pipeline.reading.containers.zips import ZIP_FAULTS
from pipeline.reading.files.sheet_bounds import MAX_PART, MAX_UNPACKED
from pipeline.reading.xml_part import parsed

_CONTENT = "content.xml"


def problem_of_open_document(data: bytes) -> ProblemCode:
    """What is wrong with it; UNSUPPORTED_TYPE where nothing is but that we cannot read it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            sizes = [info.file_size for info in archive.infolist()]
            if sum(sizes) > MAX_UNPACKED or max(sizes) > MAX_PART:
                return ProblemCode.TOO_LARGE
            if archive.testzip() is not None:
                return ProblemCode.DAMAGED
            parsed(archive.read(_CONTENT))
    except RuntimeError:  # zipfile says so of members with a password
        return ProblemCode.PASSWORD_PROTECTED
    except (etree.XMLSyntaxError, *ZIP_FAULTS):
        return ProblemCode.DAMAGED
    return ProblemCode.UNSUPPORTED_TYPE
