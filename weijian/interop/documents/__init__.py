"""Text out of the files people hand in: .txt, .md, .html, .docx, .pdf. Bytes in, text out; lines are paragraphs.

    text_of(data, "report.docx")
"""

from weijian.interop.documents.reading import KINDS, text_of

__all__ = ["KINDS", "text_of"]
