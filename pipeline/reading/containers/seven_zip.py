"""7z archives: their members, bounded before and while they are unpacked."""

import io

import py7zr
from py7zr.exceptions import (
    ArchiveError,
    DecompressionBombError,
    DecompressionError,
    PasswordRequired,
)
from py7zr.io import BytesIOFactory

from pipeline.domain.letters import ProblemCode
from pipeline.reading.containers.archive_bounds import bound, member
from pipeline.reading.containers.zips import MAX_MEMBER, Member, is_junk


def members_of_7z(data: bytes, room: int) -> tuple[Member, ...] | ProblemCode:
    """The files of a 7z archive, or why it is not opened; raises what forged ones provoke."""
    try:
        with py7zr.SevenZipFile(io.BytesIO(data), max_extract_size=room) as archive:
            if archive.needs_password():
                return ProblemCode.PASSWORD_PROTECTED
            told = [one for one in archive.list() if not one.is_directory]
            sizes = [one.uncompressed for one in told]
            if trouble := bound(len(told), sum(sizes), len(data), room):
                return trouble
            factory = BytesIOFactory(max(MAX_MEMBER, *sizes, 1))
            archive.extract(
                targets=[one.filename for one in told if not one.is_symlink], factory=factory
            )
            links = tuple(
                Member(one.filename, b"", ProblemCode.UNSAFE_ARCHIVE)
                for one in told
                if one.is_symlink
            )
            files = (member(name, one.read()) for name, one in factory.products.items())
            return (*(one for one in files if not is_junk(one.name)), *links)
    except PasswordRequired:
        return ProblemCode.PASSWORD_PROTECTED
    except (DecompressionBombError, MemoryError):
        return ProblemCode.UNSAFE_ARCHIVE
    except (ArchiveError, DecompressionError):
        return ProblemCode.DAMAGED
