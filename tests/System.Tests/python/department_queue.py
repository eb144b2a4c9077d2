"""A department's listener over AMQP, with the user of its subscription: tells of each event before it acknowledges it."""
import pika

from client import *

address = pika.URLParameters(setting["broker"])
address.credentials = pika.PlainCredentials(setting["user"], setting["password"])


def tell(messages, delivery, properties, body):
    content = json.loads(body)
    say(id=content["id"], type=content["type"], subject=content["subject"], order=content["sequence"], division=content["division"],
        media_type=properties.content_type, persistent=properties.delivery_mode == 2)
    messages.basic_ack(delivery.delivery_tag)


while True:
    try:
        with pika.BlockingConnection(address) as connection:
            messages = connection.channel()
            messages.basic_qos(prefetch_count=200)
            messages.basic_consume(setting["queue"], tell)
            messages.start_consuming()
    except (pika.exceptions.AMQPError, OSError):
        # The broker is away, or not ready yet.
        time.sleep(0.2)
