"""Receiving files: a body beyond every limit is read past, not written to the disk; the form then finds no file and says why."""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.utils.translation import gettext_lazy as _

from weijian.kernel.standing import NOBODY

NOT_RECEIVED = _("没有收到文件：还没有选择，或者文件超过了能接收的大小。")  # what a form says when there is none

LARGEST_BODY_BYTES = (1 << 30) + (1 << 20)
LARGEST_READ_PAST_BYTES, PIECE_BYTES = 1 << 33, 1 << 20  # beyond it the line is cut instead
LARGEST_OF_A_STRANGER_BYTES = 1 << 16  # nobody who has not signed in hands in a file


class LimitedUpload(FileUploadHandler):
    """First of the upload handlers: ends the upload when the request says it is larger than anything we take."""

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, boundary: str, encoding: str | None = None) -> None:
        standing = getattr(self.request, "standing", NOBODY)
        self.stranger = standing.account_id is None
        self.too_large = content_length > (LARGEST_OF_A_STRANGER_BYTES if self.stranger else LARGEST_BODY_BYTES)
        self.not_to_be_read = self.stranger or content_length > LARGEST_READ_PAST_BYTES

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        if self.too_large:
            if not self.not_to_be_read:
                self._read_past()
            raise StopUpload(connection_reset=self.not_to_be_read)

    def _read_past(self) -> None:
        """To the end of the body in large pieces, so that the answer can be heard: small ones fall behind the line, and never end."""
        while self.request and self.request.read(PIECE_BYTES):
            pass

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
