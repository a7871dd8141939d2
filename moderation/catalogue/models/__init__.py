from moderation.catalogue.models.tweets import Tweet, TweetPicture

__all__ = ["Tweet", "TweetPicture"]
