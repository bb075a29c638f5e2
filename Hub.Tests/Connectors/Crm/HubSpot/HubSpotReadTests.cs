using Hub.Connectors.Abstractions;
using Hub.Connectors.Crm.HubSpot;
using Hub.Tests.Support;
using static Hub.Tests.Connectors.Crm.HubSpot.HubSpotFixture;
using static Hub.Tests.Connectors.Crm.HubSpot.HubSpotPortal;

namespace Hub.Tests.Connectors.Crm.HubSpot;

/// <summary>What people change in a portal, as the connector tells it.</summary>
public sealed class HubSpotReadTests
{
    private readonly CancellationToken _none = CancellationToken.None;
    private ManualTimeProvider _clock = null!;
    private HubSpotPortal _portal = null!;

    [SetUp]
    public async Task Open()
    {
        _clock = new ManualTimeProvider(new DateTimeOffset(2026, 11, 20, 2, 0, 0, TimeSpan.Zero));
        _portal = await Start(_clock);
    }

    [TearDown]
    public async Task Close() => await _portal.DisposeAsync();

    [Test]
    public async Task Records_that_nobody_has_touched_come_back_with_the_versions_that_the_hub_was_given()
    {
        var contact = await _portal.Write(Contact("c1", email: "buoi@example.vn"));
        var order = (await _portal.Connector.Upsert(_portal.Connection, [Order("o1")], _none)).Results.Single();
        var booking = (await _portal.Connector.Upsert(_portal.Connection, [Booking("b1", BookingState.NoShow)], _none)).Results.Single();

        var told = (await _portal.Look(null)).Told;

        Assert.That(told, Is.EquivalentTo(new CrmChange[]
        {
            new CrmContactChange(Id(contact.Outcome), "Nguyễn Thị Bưởi", "+84901234567", "buoi@example.vn") { Version = contact.Version },
            new CrmOrderChange(Id(order.Outcome), OrderState.Paid, new LocalizedText("paid", "paid")) { Version = order.Version, IsCopy = true },
            new CrmBookingChange(
                Id(booking.Outcome), new CrmTime(new DateTimeOffset(2026, 12, 1, 2, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 12, 1, 3, 30, 0, TimeSpan.Zero)),
                BookingState.NoShow) { Version = booking.Version },
        }));
        Assert.That(new[] { contact.Version, order.Version, booking.Version }, Is.All.Not.Null);
    }

    [Test]
    public async Task A_contact_that_is_corrected_is_told_and_peoples_own_contacts_are_not_even_asked_for()
    {
        var made = await _portal.Write(Contact("c1"));
        var theirs = await _portal.Theirs("canary-own");
        var cursor = await Settled();
        await _portal.ByHand("contacts", Id(made.Outcome), ("firstname", "Bưởi"), ("phone", "0907 654 321"), ("lastname", "canary-last"));
        await _portal.ByHand("contacts", theirs, ("firstname", "canary-renamed"));

        var told = (await _portal.Look(cursor)).Told;

        var change = (CrmContactChange)told.Single();
        Assert.That((change.RemoteId, change.DisplayName, change.Phone), Is.EqualTo((Id(made.Outcome), "Bưởi", "0907 654 321")));
        Assert.That(change.Version, Is.Not.EqualTo(made.Version));
        Assert.That(await _portal.Bodies("read"), Is.All.Not.Contain("lastname").And.All.Not.Contain(theirs));
    }

    [TestCase("fulfilled", OrderState.Fulfilled)]
    [TestCase("Canceled", OrderState.Cancelled)]
    [TestCase("Đang giao", null)]
    public async Task An_order_that_is_moved_on_says_where_to(string status, OrderState? state)
    {
        var order = Id((await _portal.Connector.Upsert(_portal.Connection, [Order("o1")], _none)).Results.Single().Outcome);
        await _portal.ByHand("orders", order, ("hs_external_order_status", status));

        var told = (CrmOrderChange)(await _portal.Look(null)).Told.Single();

        Assert.That((told.State, told.Said.Vi, told.IsCopy), Is.EqualTo((state, status, true)));
    }

    [TestCase("CANCELED", BookingState.Cancelled)]
    [TestCase("COMPLETED", BookingState.Kept)]
    [TestCase("SCHEDULED", null)]
    [TestCase("RESCHEDULED", null)]
    public async Task A_meeting_that_is_moved_or_ends_says_so(string outcome, BookingState? state)
    {
        var meeting = Id((await _portal.Connector.Upsert(_portal.Connection, [Booking("b1")], _none)).Results.Single().Outcome);
        var milliseconds = new DateTimeOffset(2026, 12, 2, 2, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
        await _portal.ByHand("meetings", meeting, ("hs_meeting_start_time", $"{milliseconds}"), ("hs_meeting_end_time", "2026-12-02T09:30:00+07:00"), ("hs_meeting_outcome", outcome));

        var told = (CrmBookingChange)(await _portal.Look(null)).Told.Single();

        Assert.That(told.Time, Is.EqualTo(new CrmTime(
            new DateTimeOffset(2026, 12, 2, 2, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 12, 2, 2, 30, 0, TimeSpan.Zero))));
        Assert.That(told.State, Is.EqualTo(state));
    }

    [Test]
    public async Task Hundreds_of_one_moment_are_told_page_by_page_and_once_it_is_quiet_not_again()
    {
        var ids = await Many(450);

        var (told, cursor, _, pulls) = await _portal.Look(null);
        var again = (await _portal.Look(cursor)).Told;

        Assert.That(told.Select(change => change.RemoteId), Is.EquivalentTo(ids), "each once");
        Assert.That(pulls, Is.GreaterThan(1));
        Assert.That(again, Has.Count.EqualTo(450), "what an index shows late is looked for again");
        _clock.Advance(TimeSpan.FromMinutes(21));
        Assert.That((await _portal.Look(cursor)).Told, Is.Empty);
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task More_changes_than_a_search_tells_come_all_the_same()
    {
        var ids = await Many(10_450, apart: TimeSpan.FromMilliseconds(3));

        var (told, _, left, _) = await _portal.Look(null);

        Assert.That(told.Select(change => change.RemoteId).Distinct().Count(), Is.EqualTo(ids.Count));
        Assert.That(left, Is.Null);
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task More_of_one_and_the_same_moment_than_a_search_tells_are_cut_and_that_is_said()
    {
        await Many(10_100);
        _clock.Advance(TimeSpan.FromSeconds(1));
        var later = Id((await _portal.Write(Contact("later"))).Outcome);

        var (told, _, left, _) = await _portal.Look(null);

        Assert.That(told.Select(change => change.RemoteId).Distinct().Count(), Is.EqualTo(10_001));
        Assert.That(told.Select(change => change.RemoteId), Does.Contain(later), "it holds nothing else up");
        Assert.That(left?.Code, Is.EqualTo("hubspot/too-many-at-once"));
    }

    [Test]
    public async Task What_is_changed_between_two_pages_hides_nothing_behind_it()
    {
        var ids = await Many(1_000, apart: TimeSpan.FromMilliseconds(3));
        var first = await _portal.Pull(null, calls: 9);
        foreach (var id in ids.Take(50)) // of the first page: they move to the end, and all others up
            await _portal.ByHand("contacts", id, ("firstname", "Lan"));

        var rest = await _portal.Look(first.Next);

        var told = first.Items.Concat(rest.Told).OfType<CrmContactChange>().ToLookup(change => change.RemoteId);
        Assert.That(told.Count, Is.EqualTo(1_000));
        Assert.That(ids.Take(50).Select(id => told[id].Last().DisplayName), Is.All.EqualTo("Lan"));
    }

    [Test]
    public async Task Too_many_searches_are_waited_for_and_what_was_read_is_not_read_again()
    {
        var ids = await Many(450, apart: TimeSpan.FromMilliseconds(3));
        var order = Id((await _portal.Connector.Upsert(_portal.Connection, [Order("o1")], _none)).Results.Single().Outcome);
        var first = await _portal.Pull(null);
        await _portal.Fault(new { platform = "hubspot", operation = "search", kind = "throttle", category = "SECONDLY", retryAfter = 3 });
        var refused = await _portal.Pull(first.Next);
        await _portal.Fault(null);

        var rest = await _portal.Look(first.Next);

        Assert.That(((Outcome.Throttled)refused.Outcome).RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(3)));
        Assert.That((refused.Items.Count, refused.Next), Is.EqualTo((0, (string?)null)), "the host keeps the cursor that it has");
        var told = first.Items.Concat(rest.Told).ToList();
        Assert.That(told.Select(change => change.RemoteId), Is.SupersetOf(ids.Append(order)));
        Assert.That(first.Items, Has.Count.EqualTo(301), "two pages that have a moment in common, and the order");
        Assert.That(rest.Told, Has.Count.EqualTo(251), "the hundred of the moment at which it goes on, those behind it, and the order");
    }

    [Test]
    public async Task One_type_that_gets_stuck_is_heard_of_and_the_others_are_not_read_in_vain()
    {
        var contact = Id((await _portal.Write(Contact("c1"))).Outcome);
        await _portal.Fault(new { platform = "hubspot", operation = "search", kind = "throttle", next = 100 });
        Assert.That((await _portal.Pull(null)).Outcome, Is.TypeOf<Outcome.Throttled>());
        await _portal.Fault(null);
        var vendor = await HubSpotFixture.Start(context => FakeVendor.Reply(
            context, context.Request.Path.Value!.Contains("orders") ? 429 : 200, """{"results":[],"policyName":"SECONDLY"}"""));
        await using var _ = vendor;
        var settings = """{ "searchesPerSecond": 1000 }""";

        var first = await vendor.Connector().Pull(vendor.Connection(settings), null, new PollBudget(20), _none);
        var second = await vendor.Connector().Pull(vendor.Connection(settings), first.Next, new PollBudget(20), _none);

        Assert.That((first.Outcome is Outcome.Accepted, first.More), Is.EqualTo((true, true)));
        Assert.That(second.Outcome, Is.TypeOf<Outcome.Throttled>());
        Assert.That(vendor.Vendor.Requests.Select(request => request.Path.Split('/')[^2]), Is.EqualTo(new[] { "contacts", "orders", "orders" }));
        Assert.That((await _portal.Look(null)).Told.Single().RemoteId, Is.EqualTo(contact));
    }

    [Test]
    public async Task Searches_keep_to_their_own_rate()
    {
        await _portal.DisposeAsync();
        _portal = await Start(_clock, options => options.RateLimits = true);
        await Many(1_000, apart: TimeSpan.FromMilliseconds(3));
        var started = TimeProvider.System.GetTimestamp();
        var connection = _portal.Connection with { Settings = Settings("{}") };

        for (var (pull, cursor) = (0, (string?)null); pull < 2; pull++)
        {
            var page = await _portal.Connector.Pull(connection, cursor, new PollBudget(20), _none);
            Assert.That(page.Outcome, Is.TypeOf<Outcome.Accepted>(), "four a second is what the portal takes");
            cursor = page.Next;
        }

        var searches = (await _portal.Bodies("search")).Count;
        Assert.That(searches, Is.GreaterThanOrEqualTo(6));
        Assert.That(TimeProvider.System.GetElapsedTime(started), Is.GreaterThan(TimeSpan.FromMilliseconds((searches - 1) * 550)));
    }

    [Test]
    public async Task A_type_that_the_account_may_not_read_is_left_out_and_comes_whole_once_it_may()
    {
        await _portal.DisposeAsync();
        _portal = await Start(_clock, options => options.HubSpotLacks = "crm.objects.orders.read");
        var contact = Id((await _portal.Write(Contact("c1"))).Outcome);
        var written = (await _portal.Connector.Upsert(_portal.Connection, [Order("o1")], _none)).Results.Single();
        await _portal.ByHand("orders", Id(written.Outcome), ("hs_external_order_status", "fulfilled"));

        var (told, cursor, left, _) = await _portal.Look(null, _clock.GetUtcNow());
        _clock.Advance(TimeSpan.FromHours(3));
        (_, cursor, _, _) = await _portal.Look(cursor, _clock.GetUtcNow().AddHours(-3));
        _portal.Options.HubSpotLacks = "";
        var after = await _portal.Look(cursor, _clock.GetUtcNow().AddHours(-3));

        Assert.That((told.Single().RemoteId, left?.Code), Is.EqualTo((contact, "hubspot/may-not-read-orders")));
        Assert.That(((CrmOrderChange)after.Told.Single()).State, Is.EqualTo(OrderState.Fulfilled));
        Assert.That(after.LeftOut, Is.Null);
    }

    [Test]
    public async Task What_the_index_shows_late_is_found_and_what_it_still_shows_of_before_is_not_told()
    {
        await _portal.DisposeAsync();
        _portal = await Start(_clock, options => options.HubSpotIndexMs = 60_000);
        var made = await _portal.Write(Contact("c1", "Lan"));
        _clock.Advance(TimeSpan.FromSeconds(70));
        await _portal.Write(Contact("c1", "Chị Lan") with { RemoteId = Id(made.Outcome), Version = made.Version });
        var (early, cursor, _, _) = await _portal.Look(null);
        _clock.Advance(TimeSpan.FromSeconds(30));
        await _portal.ByHand("contacts", Id(made.Outcome), ("firstname", "Cô Lan"));
        var missed = await _portal.Write(Contact("c2", "Huệ"));
        cursor = (await _portal.Look(cursor)).Cursor;
        _clock.Advance(TimeSpan.FromSeconds(70));

        var late = (await _portal.Look(cursor)).Told.OfType<CrmContactChange>().ToDictionary(change => change.RemoteId, change => change.DisplayName);

        Assert.That(((CrmContactChange)early.Single()).DisplayName, Is.EqualTo("Chị Lan"), "the index says Lan");
        Assert.That((late[Id(made.Outcome)], late[Id(missed.Outcome)]), Is.EqualTo(("Cô Lan", "Huệ")));
    }

    [Test]
    public async Task A_search_whose_order_cannot_be_relied_on_is_left_out_and_said()
    {
        const string Rows = """
            {"total":2,"results":[{"id":"1","properties":{"lastmodifieddate":"2026-11-20T02:00:01Z"}},{"id":"2","properties":{"lastmodifieddate":"2026-11-20T02:00:00Z"}}]}
            """;
        await using var vendor = await HubSpotFixture.Start(context => FakeVendor.Reply(
            context, 200, context.Request.Path.Value!.Contains("contacts/search") ? Rows : """{"results":[]}"""));

        var page = await vendor.Connector().Pull(vendor.Connection(), null, new PollBudget(20), _none);

        Assert.That((page.Outcome is Outcome.Accepted, page.LeftOut?.Code, page.More), Is.EqualTo((true, "hubspot/unsorted", false)));
    }

    [TestCase("searchLagMinutes", "0")]
    [TestCase("searchesPerSecond", "0")]
    [TestCase("changed", "\"a/b\"")]
    public void A_setting_that_would_stop_the_reading_is_refused(string key, string value) => Assert.That(
        Plain().Validate(SettingsScope.Connection, Settings($$"""{ "{{key}}": {{value}} }""")).Select(problem => problem.Field), Is.EqualTo(new[] { key }));

    private async Task<List<string>> Many(int count, TimeSpan apart = default)
    {
        var ids = new List<string>();
        foreach (var some in Enumerable.Range(0, count).Chunk(HubSpotBatch.MaxRows))
        {
            ids.AddRange(await _portal.Write([.. some.Select(i => Contact($"many-{i}"))]));
            _clock.Advance(apart);
        }

        return ids;
    }

    // So that only what is changed from now on is told.
    private async Task<string?> Settled()
    {
        var cursor = (await _portal.Look(null)).Cursor;
        _clock.Advance(TimeSpan.FromMinutes(21));
        return (await _portal.Look(cursor)).Cursor;
    }
}
