"""Text out of the files people hand in (.txt, .md, .html, .docx, .pdf), and reports in the layout of official documents. Bytes in, text out, and back.

    text_of(data, "report.docx")        lines are paragraphs
    official.written(document)          the bytes of a .docx
"""

from weijian.interop.documents.reading import KINDS, text_of

__all__ = ["KINDS", "text_of"]
