"""How a PDF is looked at: by qpdf for what is in it, by PDFium for what its pages look like."""
