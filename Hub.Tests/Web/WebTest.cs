using Microsoft.Playwright;

namespace Hub.Tests.Web;

/// <summary>A shop of the fixture's own, with a browser before it. The browser must have nothing to complain of, whatever a test does.</summary>
[Category("Browser")]
public abstract class WebTest
{
    private readonly List<Visitor> _visitors = [];
    private readonly List<Visitor> _residents = [];

    private protected Shop Shop { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task OpenShop()
    {
        await Chromium.Shared();
        Shop = await Open();
        await Prepare();
    }

    [OneTimeTearDown]
    public async Task CloseShop()
    {
        foreach (var visitor in _residents)
            await visitor.DisposeAsync();
        if (Shop is not null)
            await Shop.DisposeAsync();
    }

    [TearDown]
    public async Task LeaveNoComplaint()
    {
        var complaints = _visitors.Concat(_residents).SelectMany(visitor => visitor.TakeComplaints()).ToList();
        foreach (var visitor in _visitors)
            await visitor.DisposeAsync();
        _visitors.Clear();
        foreach (var line in Shop.Log.Lines.Where(line => line.StartsWith("Error", StringComparison.Ordinal)).Take(20))
            await TestContext.Out.WriteLineAsync(line);
        Assert.That(complaints, Is.Empty);
    }

    private protected virtual Task<Shop> Open() => Shop.Open();

    /// <summary>What the shop is to hold before the first test.</summary>
    protected virtual Task Prepare() => Task.CompletedTask;

    private protected async Task<Visitor> Visit(VisitorKind? kind = null) => Keep(await Shop.Visit(kind));

    private protected async Task<Visitor> SignIn(Guid? role = null, VisitorKind? kind = null, params Guid[] teams) =>
        Keep(await Shop.SignIn(role, kind, teams));

    private protected async Task<Visitor> Newcomer(VisitorKind? kind = null) => Keep(await Shop.Newcomer(kind));

    /// <summary>Stays for all tests of the fixture: a browser window takes longer to open than most pages.</summary>
    private protected async Task<Visitor> Stay(Task<Visitor> visitor)
    {
        _residents.Add(await visitor);
        return _residents[^1];
    }

    /// <summary>Waits for it, up to half a minute.</summary>
    private protected static Task Sees(ILocator what) => Assertions.Expect(what.First).ToBeVisibleAsync(new() { Timeout = 30_000 });

    private protected static Task SeesNo(ILocator what) => Assertions.Expect(what).ToHaveCountAsync(0, new() { Timeout = 30_000 });

    private protected static async Task Until(Func<Task<bool>> comes)
    {
        for (var tries = 0; tries < 300; tries++)
        {
            if (await comes())
                return;
            await Task.Delay(100);
        }

        throw new AssertionException("It never came.");
    }

    private Visitor Keep(Visitor visitor)
    {
        _visitors.Add(visitor);
        return visitor;
    }
}
