"""An HTTP transport that asks again while Mante is away.

Each request carries its own key, so that asking twice is asking once.
"""

import time

import httpx

PAUSES = (0.2, 0.5, 1, 2, 4, 8, 8, 8, 8, 8)  # seconds


class AskAgain(httpx.HTTPTransport):
    """Repeats what got no answer, or an answer that says "later"; gives up after three quarters of a minute."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Return the first answer that is one."""
        for pause in PAUSES:
            try:
                answer = super().handle_request(request)
            except httpx.TransportError:
                time.sleep(pause)
                continue
            if not answer.is_server_error and "Retry-After" not in answer.headers:
                return answer
            answer.close()
            time.sleep(max(pause, float(answer.headers.get("Retry-After", 0))))
        return super().handle_request(request)
