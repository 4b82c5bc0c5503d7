"""A process gives up the network for good, for itself and whatever it starts.

A seccomp filter (Linux, no privilege needed) answers EACCES to every socket that is not a local
one; nothing that a document names can then be fetched, whatever a parser or LibreOffice would do.
Constants: linux/audit.h, linux/bpf_common.h, linux/seccomp.h.
"""

import ctypes
import platform
import struct

_ARCHITECTURES = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
"""By machine the number of its system calls' table (AUDIT_ARCH_*) and of socket(2) in it."""

_IO_URING_SETUP = 425  # its requests open sockets without socket(2)
_X32 = 0x40000000  # another numbering of the same calls on x86_64
_AF_UNIX = 1
_NR, _ARCH, _FIRST_ARGUMENT = 0, 4, 16  # offsets in struct seccomp_data

_LOAD, _EQUAL, _AT_LEAST, _ANSWER = 0x20, 0x15, 0x35, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | 13  # SECCOMP_RET_ALLOW; SECCOMP_RET_ERRNO, EACCES

_PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS, _FILTER = 22, 38, 2


def give_up_network() -> bool:
    """Whether it is given up; False on machines whose kernel cannot or for which we have no table.

    Local sockets stay: LibreOffice speaks over one.
    """
    numbers = _ARCHITECTURES.get(platform.machine())
    if platform.system() != "Linux" or numbers is None:
        return False
    steps = _steps(*numbers)
    packed = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *one) for one in steps))
    program = ctypes.create_string_buffer(struct.pack("@HP", len(steps), ctypes.addressof(packed)))
    libc = ctypes.CDLL(None)
    address = ctypes.c_ulong(ctypes.addressof(program))
    zero = ctypes.c_ulong(0)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, ctypes.c_ulong(1), zero, zero, zero) != 0:
        return False
    return bool(libc.prctl(_PR_SET_SECCOMP, ctypes.c_ulong(_FILTER), address, zero, zero) == 0)


def _steps(architecture: int, socket: int) -> tuple[tuple[int, int, int, int], ...]:
    """The filter: operation, steps to skip if true, steps to skip if false, operand."""
    return (
        (_LOAD, 0, 0, _ARCH),
        (_EQUAL, 0, 6, architecture),
        (_LOAD, 0, 0, _NR),
        (_AT_LEAST, 4, 0, _X32),
        (_EQUAL, 3, 0, _IO_URING_SETUP),
        (_EQUAL, 0, 3, socket),
        (_LOAD, 0, 0, _FIRST_ARGUMENT),
        (_EQUAL, 1, 0, _AF_UNIX),
        (_ANSWER, 0, 0, _REFUSE),
        (_ANSWER, 0, 0, _ALLOW),
    )
