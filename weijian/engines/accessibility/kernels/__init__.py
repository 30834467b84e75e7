"""The engine's machine code: compiled at installation, kept on disk (see `weijian.kernel.compiled`)."""
