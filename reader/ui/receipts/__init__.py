"""Receipts of imports in words: ``receipt_view`` for the wizard's last page and for ``receipt_dialog``, the receipts of one discussion."""
