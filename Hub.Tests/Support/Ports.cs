using Hub.Api.Demo;

namespace Hub.Tests.Support;

internal static class Ports
{
    /// <summary>One that nobody listens on now and that no outgoing connection is given, for programs that cannot choose their own.</summary>
    public static int Free() => FreePort.Find();
}
