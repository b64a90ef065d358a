// Both halves of the WebSocket in one go: what they instantiate of Beast is the same, and takes half a minute each.
#include "net/websocket.cpp"
#include "net/websocket_client.cpp"
