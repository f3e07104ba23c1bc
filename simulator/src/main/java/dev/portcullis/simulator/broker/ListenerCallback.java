package dev.portcullis.simulator.broker;

import dev.portcullis.crypto.Bytes;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** Paho's callback, reduced to what a {@link MqttConnection.Listener} wants to know. */
final class ListenerCallback implements MqttCallback {

  private final MqttConnection.Listener listener;

  ListenerCallback(MqttConnection.Listener listener) {
    this.listener = listener;
  }

  @Override
  public void messageArrived(String topic, MqttMessage message) {
    listener.received(topic, Bytes.of(message.getPayload()));
  }

  @Override
  public void disconnected(MqttDisconnectResponse response) {
    listener.lost();
  }

  @Override
  public void mqttErrorOccurred(MqttException exception) {}

  @Override
  public void deliveryComplete(IMqttToken token) {}

  @Override
  public void connectComplete(boolean reconnect, String uri) {}

  @Override
  public void authPacketArrived(int reasonCode, MqttProperties properties) {}
}
