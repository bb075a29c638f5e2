using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;
using Hub.Tests.Support;
using Microsoft.Playwright;

namespace Hub.Tests.Web;

/// <param name="Language"><c>vi</c> or <c>en</c>.</param>
internal sealed record VisitorKind(string Language = "vi", bool IsDark = false, int Width = 1280)
{
    public override string ToString() => $"{Language}, {(IsDark ? "dark" : "light")}, {Width} px";
}

/// <summary>Somebody at a browser. Whatever the browser complains of, they remember.</summary>
internal sealed partial class Visitor : IAsyncDisposable
{
    private const string Axe = "Hub.Web/node_modules/axe-core/axe.min.js";
    private const int Height = 860;

    // Errors of scripts, violations of the content security policy, and answers that failed otherwise than by a refusal.
    private readonly ConcurrentQueue<string> _complaints = new();

    private Visitor(IPage page, VisitorKind kind) => (Page, Kind) = (page, kind);

    public IPage Page { get; }

    public VisitorKind Kind { get; }

    public static async Task<Visitor> Come(IBrowser browser, Uri address, VisitorKind kind)
    {
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = address.ToString(),
            Locale = kind.Language == "vi" ? "vi-VN" : "en-GB",
            ColorScheme = kind.IsDark ? ColorScheme.Dark : ColorScheme.Light,
            ViewportSize = new() { Width = kind.Width, Height = Height },
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(30_000);
        var visitor = new Visitor(await context.NewPageAsync(), kind);
        visitor.Listen();
        return visitor;
    }

    public async Task Go(string path)
    {
        await Page.GotoAsync(path);
        await Page.Locator("main").WaitForAsync();
    }

    /// <summary>Goes there, and waits until nothing is on its way any more.</summary>
    public async Task Settle(string path)
    {
        await Go(path);
        await Assertions.Expect(Page.Locator("[aria-busy=true]")).ToHaveCountAsync(0, new() { Timeout = 30_000 });
    }

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public ILocator Link(string name) => Page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    public ILocator Field(string label) => Page.GetByLabel(new Regex($"^{Regex.Escape(label)}( \\*)?$", RegexOptions.None, TimeSpan.FromSeconds(1)));

    public ILocator Heading(string name) => Page.GetByRole(AriaRole.Heading, new() { Name = name, Exact = true });

    public ILocator Text(string text) => Page.GetByText(text, new() { Exact = true });

    /// <summary>What stands against WCAG 2.1 A and AA on the page as it is now, one line a finding.</summary>
    public async Task<IReadOnlyList<string>> Barriers()
    {
        var script = Path.Combine(Repository.Root, Axe);
        Chromium.Need(File.Exists(script), $"{Axe} is missing (npm ci in Hub.Web)");
        await Page.EvaluateAsync(await File.ReadAllTextAsync(script));
        var found = await Page.EvaluateAsync<JsonElement>(
            """
            async () => {
              // A dialog that is still fading in has paler colours than it will have.
              const fading = document.getAnimations().filter((one) => one.effect?.getComputedTiming().iterations !== Infinity);
              await Promise.race([Promise.allSettled(fading.map((one) => one.finished)), new Promise((late) => setTimeout(late, 1000))]);
              return (await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] })).violations
              .flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html} ${node.any.map(check => check.message).join(' ')}`));
            }
            """);
        return [.. found.EnumerateArray().Select(line => line.GetString()!)];
    }

    /// <summary>By how much the page is wider than its window. The document never is: it cuts off what its main part has too much of.</summary>
    public Task<int> Overflow() => Page.EvaluateAsync<int>(
        """
        () => {
          const main = document.querySelector("main");
          return Math.ceil(Math.max(
            document.documentElement.scrollWidth - innerWidth, main.scrollWidth - main.clientWidth, main.getBoundingClientRect().right - innerWidth));
        }
        """);

    /// <summary>The same page in the other appearance.</summary>
    public async Task Wear(bool dark)
    {
        await Page.EmulateMediaAsync(new() { ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light, ReducedMotion = ReducedMotion.Reduce });
        await Assertions.Expect(Page.Locator($"html[data-mantine-color-scheme={(dark ? "dark" : "light")}]")).ToHaveCountAsync(1);
        await Rest();
    }

    /// <summary>The same page in a window of another width, once it has loaded what it shows there.</summary>
    public async Task Resize(int width)
    {
        await Page.SetViewportSizeAsync(width, Height);
        await Assertions.Expect(Page.Locator("[aria-busy=true]")).ToHaveCountAsync(0, new() { Timeout = 30_000 });
        await Rest();
    }

    // Colours and places have to be the new ones before they are looked at: two frames, and the end of whatever still moves.
    private Task Rest() => Page.EvaluateAsync(
        """
        async () => {
          const frame = () => new Promise(resolve => requestAnimationFrame(resolve));
          const rest = async () => Promise.all(document.getAnimations().map(moving => moving.finished.catch(() => undefined)));
          await frame(); await frame(); await rest(); await frame(); await rest();
        }
        """);

    /// <returns>What the browser has complained of since it was asked last.</returns>
    public IReadOnlyList<string> TakeComplaints()
    {
        var complaints = new List<string>();
        while (_complaints.TryDequeue(out var complaint))
            complaints.Add(complaint);
        return complaints;
    }

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();

    private void Listen()
    {
        Page.PageError += (_, error) => _complaints.Enqueue(error);
        Page.Console += (_, message) =>
        {
            if (message.Type == "error" && !Refused.IsMatch(message.Text))
                _complaints.Enqueue(message.Text);
        };
    }

    // A browser tells of every refusal; what the page made of it is what tests look at.
    [GeneratedRegex(@"^Failed to load resource: the server responded with a status of 4\d\d", RegexOptions.None, 1000)]
    private static partial Regex Refused { get; }
}
