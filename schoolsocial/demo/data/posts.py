"""What the staff of the demo have written, and how far each post has come."""

from dataclasses import dataclass
from typing import Literal

Stage = Literal[
    "draft",
    "submitted",
    "returned",
    "rejected",
    "scheduled",
    "posted",
    "removed",
    "held",
    "failed",
    "expired",
    "cancelled",
]


@dataclass(frozen=True, slots=True)
class DemoPost:
    """One post; ``picture`` names a drawing, ``alt`` says what is in it."""

    stage: Stage
    text: str
    author: str = "teacher"
    picture: str = ""
    alt: str = ""
    days: int = 0  # from now, or the Monday after: the day a scheduled post goes out
    hour: str = "15:30"
    comment: str = ""


POSTS = (
    DemoPost(
        "posted",
        "Our school garden is ready for winter. Year 4 planted broad beans and garlic this week. "
        "#SchoolGarden",
        picture="garden",
        alt="A raised bed with three rows of green seedlings under a low sun",
    ),
    DemoPost(
        "posted",
        "The library has forty new books, chosen by the reading ambassadors. Come and borrow one! "
        "#LoveReading",
        author="support",
        picture="books",
        alt="Two wooden shelves filled with colourful books",
    ),
    DemoPost(
        "posted",
        "Reminder for families: school closes at 1.15 pm on Friday 18 December. A letter is on its "
        "way home too.",
    ),
    DemoPost(
        "scheduled",
        "Our Nativity is next week and the stage is set. Doors open at 1.45 pm. #Christmas",
        picture="hall",
        alt="An empty stage with red curtains and a row of bunting",
        days=2,
    ),
    DemoPost(
        "scheduled",
        "Don’t forget: PE kit for Year 5 on Monday, please.",
        author="support",
        days=3,
        hour="08:15",
    ),
    DemoPost(
        "submitted",
        "Key Stage 1 explored colour mixing today and found eleven shades of green. #Art",
        picture="paint",
        alt="An easel with a rainbow and five pots of paint in front of it",
    ),
    DemoPost(
        "submitted",
        "Never share your password, not even with your best friend. Tell a grown-up if something "
        "online worries you. #OnlineSafety",
        author="support",
    ),
    DemoPost(
        "submitted",
        "Thank you to everyone who gave to the Harvest collection: 214 tins went to the food bank.",
        author="deputy",
    ),
    DemoPost(
        "returned",
        "Sports hall is booked on Thursday so clubs are off.",
        comment="Please say which clubs, and add that a letter follows.",
    ),
    DemoPost(
        "rejected",
        "Vote for our school garden in the supermarket’s green token scheme!",
        comment="The governors decided against commercial schemes this year.",
    ),
    DemoPost("draft", "Well done Josh, a better lesson today"),
    DemoPost(
        "removed",
        "The spring fair is on Saturday 13 March at 10 am.",
        comment="Wrong date: it is on Saturday 20 March.",
    ),
    DemoPost("held", "Year 6 have finished their Second World War projects. #History"),
    DemoPost("expired", "The choir sings in the hall at 2 pm today. Families are welcome."),
    DemoPost("failed", "Lunch menus for December are on the website."),
    DemoPost(
        "cancelled",
        "The Year 3 trip to the museum is on Thursday. Packed lunches, please.",
        author="support",
        days=4,
    ),
)
