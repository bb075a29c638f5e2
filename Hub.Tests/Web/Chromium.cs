using Hub.Tests.Support;
using Microsoft.Playwright;

namespace Hub.Tests.Web;

/// <summary>The system's Chromium, one for all tests. Each test takes a context of its own: other cookies, other storage.</summary>
internal static class Chromium
{
    private static readonly SemaphoreSlim Turn = new(1, 1);
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome-stable"];

    // Debian's Chromium in a container has no user namespace for its sandbox; what it opens here is only the hub itself.
    private static readonly string[] Arguments =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private static IPlaywright? _playwright;
    private static IBrowser? _browser;

    /// <summary>Skips the test, or fails it where a browser is required, without Chromium or without a built app.</summary>
    public static async Task<IBrowser> Shared()
    {
        Need(File.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot", "index.html")), "the inbox app was not built");
        var place = Environment.GetEnvironmentVariable("HUB_TESTS_CHROMIUM") ?? Array.Find(Places, File.Exists);
        Need(place is not null, "Chromium is not installed (Debian: apt-get install chromium)");
        await Turn.WaitAsync();
        try
        {
            _playwright ??= await Playwright.CreateAsync();
            return _browser ??= await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = place, Args = Arguments });
        }
        finally
        {
            Turn.Release();
        }
    }

    public static async Task Stop()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        (_browser, _playwright) = (null, null);
    }

    /// <summary>What a browser test cannot do without.</summary>
    public static void Need(bool isThere, string missing)
    {
        if (isThere)
            return;
        if (TestDatabases.IsRequired("browser"))
            Assert.Fail($"A browser is required by HUB_TESTS_REQUIRE, and {missing}.");
        Assert.Ignore($"Not configured: {missing}.");
    }
}
