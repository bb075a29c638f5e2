using Hub.Connectors.Abstractions;

namespace Hub.Api.Hosting;

/// <summary>What the program can be asked for. A word that it does not know never starts a hub.</summary>
internal static class Usage
{
    private const int Wrong = 2;

    private const string Text = """
        Hub                                   the hub; settings as --Name:Of=value, or in the environment as Name__Of=value
            --role api|jobs|all               what this node does (all)
            --urls http://127.0.0.1:5080      where it listens
        Hub demo [--port 5080]                a hub with simulated platforms and live traffic
        Hub demo --check                      the same without a console to watch, and compared at its end
        Hub doctor [--lang vi] [--json]       checks configuration, database, connectors, tokens and clock
        Hub owner-link [--email address]      a new link for an owner who cannot get in any more
            --without-authenticator           and without the authenticator app, where that is lost too

        docs/operating/settings.md explains every setting. / Mọi cài đặt được giải thích trong docs/operating/settings.md.
        """;

    public static async Task<int> Show()
    {
        await Console.Out.WriteLineAsync(Text);
        return 0;
    }

    public static async Task<int> Refuse(LocalizedText why, TextWriter errors)
    {
        await errors.WriteLineAsync($"hub: {why.En} / {why.Vi}\n\n{Text}");
        return Wrong;
    }
}
