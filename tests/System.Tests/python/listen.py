"""A department's listener: a durable queue of its own, bound by place; tells of each message before it acknowledges it."""
import time

import pika

from client import *


def tell(messages, delivery, properties, body):
    event = json.loads(body)
    say(id=event["id"], type=event["type"], subject=event["subject"], sequence=event["sequence"], name=event["data"].get("name", ""),
        key=delivery.routing_key, media_type=properties.content_type, persistent=properties.delivery_mode == 2)
    messages.basic_ack(delivery.delivery_tag)


while True:
    try:
        with pika.BlockingConnection(pika.URLParameters(setting["broker"])) as connection:
            messages = connection.channel()
            messages.queue_declare(setting["queue"], durable=True)
            messages.queue_bind(setting["queue"], "shuangjian.events", setting["binding"])
            messages.basic_consume(setting["queue"], tell)
            say(listening=True)
            messages.start_consuming()
    except (pika.exceptions.AMQPError, OSError):
        # The broker is away, or not ready yet.
        time.sleep(0.2)
