"""The desktop's keyring as far as a console needs it: org.freedesktop.secrets on the session's bus, in memory, open from
the start. Says "ready" on standard output once it can be asked.

In place of gnome-keyring, which wants a login session of its own; what the console speaks is libsecret either way.
"""

from gi.repository import Gio, GLib

ROOT = "/org/freedesktop/secrets"
DEFAULT = ROOT + "/aliases/default"
SESSION = ROOT + "/session/1"
INTERFACES = """
<node>
  <interface name="org.freedesktop.Secret.Service">
    <method name="OpenSession"><arg name="algorithm" type="s" direction="in"/><arg name="input" type="v" direction="in"/>
      <arg type="v" direction="out"/><arg type="o" direction="out"/></method>
    <method name="SearchItems"><arg name="attributes" type="a{ss}" direction="in"/>
      <arg type="ao" direction="out"/><arg type="ao" direction="out"/></method>
    <method name="GetSecrets"><arg name="items" type="ao" direction="in"/><arg name="session" type="o" direction="in"/>
      <arg type="a{o(oayays)}" direction="out"/></method>
    <property name="Collections" type="ao" access="read"/>
  </interface>
  <interface name="org.freedesktop.Secret.Collection">
    <method name="CreateItem"><arg name="properties" type="a{sv}" direction="in"/>
      <arg name="secret" type="(oayays)" direction="in"/><arg name="replace" type="b" direction="in"/>
      <arg type="o" direction="out"/><arg type="o" direction="out"/></method>
  </interface>
  <interface name="org.freedesktop.Secret.Item">
    <method name="Delete"><arg type="o" direction="out"/></method>
  </interface>
</node>
"""


class Keyring:
    def __init__(self, connection):
        self.connection = connection
        self.interfaces = Gio.DBusNodeInfo.new_for_xml(INTERFACES)
        self.items = {}  # path: its attributes, its secret, its registration
        self.made = 0
        self.serve(ROOT, "Service", self.answer)
        self.serve(DEFAULT, "Collection", self.answer)

    def serve(self, path, what, answer):
        interface = self.interfaces.lookup_interface("org.freedesktop.Secret." + what)
        return self.connection.register_object(path, interface, answer, lambda *_: GLib.Variant("ao", [DEFAULT]), None)

    def answer(self, _connection, _sender, path, _interface, method, parameters, invocation):
        asked = parameters.unpack()
        if method == "OpenSession":
            if asked[0] != "plain":  # libsecret asks for encryption first, and does without
                return invocation.return_dbus_error("org.freedesktop.DBus.Error.NotSupported", "plain alone")
            answer = GLib.Variant("(vo)", (GLib.Variant("s", ""), SESSION))
        elif method == "SearchItems":
            answer = GLib.Variant("(aoao)", (self.having(asked[0]), []))
        elif method == "GetSecrets":
            found = {item: (SESSION, b"", self.items[item][1], "text/plain") for item in asked[0] if item in self.items}
            answer = GLib.Variant("(a{o(oayays)})", (found,))
        elif method == "CreateItem":
            answer = GLib.Variant("(oo)", (self.keep(asked), "/"))
        else:
            self.connection.unregister_object(self.items.pop(path)[2])
            answer = GLib.Variant("(o)", ("/",))
        return invocation.return_value(answer)

    def having(self, wanted):
        return [path for path, (attributes, _, _) in self.items.items() if wanted.items() <= attributes.items()]

    def keep(self, asked):
        properties, (_, _, secret, _), replace = asked
        attributes = properties["org.freedesktop.Secret.Item.Attributes"]
        same = self.having(attributes) if replace else []
        if same:
            self.items[same[0]] = (attributes, bytes(secret), self.items[same[0]][2])
            return same[0]
        self.made += 1
        path = f"{ROOT}/collection/login/{self.made}"
        self.items[path] = (attributes, bytes(secret), self.serve(path, "Item", self.answer))
        return path


def main():
    connection = Gio.bus_get_sync(Gio.BusType.SESSION)
    keyring = Keyring(connection)
    Gio.bus_own_name_on_connection(connection, "org.freedesktop.secrets", Gio.BusNameOwnerFlags.NONE,
                                   lambda *_: print("ready", flush=True), None)
    GLib.MainLoop().run()
    return keyring


if __name__ == "__main__":
    main()
