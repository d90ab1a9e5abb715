from tests.mail.acts import held

__all__ = ["held"]
