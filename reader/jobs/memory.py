"""A limit on the memory of this process, so that a hostile file costs a child's life and not the computer's.

Unix counts address space (``RLIMIT_AS``), Windows what is committed (a job object with ``JOB_OBJECT_LIMIT_PROCESS_MEMORY``); in both an
allocation beyond it fails, which Python raises as MemoryError. macOS takes the call and does not enforce it.
"""

from __future__ import annotations

import sys

if sys.platform == "win32":
    import ctypes

    _EXTENDED_LIMITS = 9
    _PROCESS_MEMORY = 0x100

    class _ExtendedLimits(ctypes.Structure):
        """JOBOBJECT_EXTENDED_LIMIT_INFORMATION, its two inner structures laid flat."""

        _fields_ = (
            ("process_time", ctypes.c_int64), ("job_time", ctypes.c_int64), ("flags", ctypes.c_uint32),
            ("least_working_set", ctypes.c_size_t), ("most_working_set", ctypes.c_size_t), ("processes", ctypes.c_uint32),
            ("affinity", ctypes.c_size_t), ("priority", ctypes.c_uint32), ("scheduling", ctypes.c_uint32),
            ("transfers", ctypes.c_uint64 * 6), ("process_memory", ctypes.c_size_t), ("job_memory", ctypes.c_size_t),
            ("peak_process_memory", ctypes.c_size_t), ("peak_job_memory", ctypes.c_size_t),
        )

    def limit_memory(most: int) -> bool:
        """Let this process have at most so many bytes, for good; whether the system agreed."""
        kernel = ctypes.WinDLL("kernel32")
        kernel.CreateJobObjectW.restype = kernel.GetCurrentProcess.restype = ctypes.c_void_p
        job = ctypes.c_void_p(kernel.CreateJobObjectW(None, None))  # never closed: it ends with the process
        limits = _ExtendedLimits(flags=_PROCESS_MEMORY, process_memory=most)
        return bool(
            job
            and kernel.SetInformationJobObject(job, _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits))
            and kernel.AssignProcessToJobObject(job, ctypes.c_void_p(kernel.GetCurrentProcess()))
        )

else:
    import resource

    def limit_memory(most: int) -> bool:
        """Let this process have at most so many bytes, for good; whether the system agreed. A narrower limit that is there stays."""
        try:
            _, hard = resource.getrlimit(resource.RLIMIT_AS)
            resource.setrlimit(resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
        except (ValueError, OSError):
            return False
        return True
