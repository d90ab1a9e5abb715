from tests.mail.acts import held
from tests.mail.postoffice import closed_post_office, post_office

__all__ = ["closed_post_office", "held", "post_office"]
