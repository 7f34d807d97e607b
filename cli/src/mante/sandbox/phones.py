"""The telephones that bring something about: seven digits, and any four after them. All are made up."""

THROTTLED = "1990001????"
TAKEN_WITH_AN_ERROR = "1990002????"
AWAY = "1990003????"
NO_SUCH_NUMBER = "1990004????"
UNDELIVERED = "1990005????"
