"""What the page of the documentation offers to copy."""

SNIPPET = """<div id="posts"></div>
<script>
fetch("{address}posts?limit=5", {{
  headers: {{ Authorization: "Bearer sst_…" }},
}})
  .then((answer) => answer.json())
  .then(({{ posts }}) => {{
    for (const post of posts) {{
      const item = document.createElement("article");
      const link = document.createElement("a");
      link.href = post.link;
      link.textContent = new Date(post.posted_at).toLocaleDateString("en-GB");
      item.append(post.text, " ", link);
      for (const picture of post.pictures) {{
        const image = new Image(320);
        image.src = picture.address;
        image.alt = picture.alt_text;
        item.append(image);
      }}
      document.getElementById("posts").append(item);
    }}
  }});
</script>"""

MESSAGE = """POST /your/address
webhook-id: msg_1_482
webhook-timestamp: 1796034600
webhook-signature: v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=

{{"data": {{"account": "StCaths", "address": "{address}posts/17", "id": 17,
 "link": "https://x.com/StCaths/status/1860"}},
 "timestamp": "2026-11-30T10:30:00+00:00", "type": "post.published"}}"""

CHECK = """import base64, hashlib, hmac, time

def is_ours(headers, body, secret):
    sent_at = headers["webhook-timestamp"]
    if abs(time.time() - int(sent_at)) > 300:
        return False
    signed = f"{headers['webhook-id']}.{sent_at}.".encode() + body
    key = base64.b64decode(secret.removeprefix("whsec_"))
    digest = hmac.digest(key, signed, hashlib.sha256)
    ours = "v1," + base64.b64encode(digest).decode()
    given = headers["webhook-signature"].split()
    return any(hmac.compare_digest(ours, one) for one in given)"""
