using Hub.Connectors.Abstractions;
using Hub.Core.Connections;

namespace Hub.Tests.Core.Connections;

public sealed class TokenDatesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);

    [TestCase(400, TokenState.Good)]
    [TestCase(30, TokenState.Good)]
    [TestCase(29, TokenState.Soon)]
    [TestCase(7, TokenState.Soon)]
    [TestCase(6, TokenState.Urgent)]
    [TestCase(0, TokenState.Urgent)]
    [TestCase(-1, TokenState.Lapsed)]
    public void A_pasted_token_warns_by_the_days_that_are_left(int days, TokenState state)
    {
        var dates = Dates(new Credentials("token", null, Now.AddDays(days).AddHours(1)));

        Assert.That((dates.State, dates.DaysLeft, dates.RenewsAt), Is.EqualTo((state, (int?)days, (DateTimeOffset?)null)));
    }

    [Test]
    public void A_token_that_is_renewed_lasts_as_long_as_its_refresh_token()
    {
        var dates = Dates(new Credentials("token", "refresh", Now.AddHours(1), Now.AddDays(200)));

        Assert.That((dates.State, dates.DaysLeft, dates.RenewsAt), Is.EqualTo((TokenState.Good, (int?)200, (DateTimeOffset?)Now.AddHours(1))));
    }

    [Test]
    public void A_token_that_is_traded_for_a_longer_one_lasts_while_it_is_renewed()
    {
        Assert.That(Dates(new Credentials("same", "same", Now.AddDays(3), Now.AddDays(3))).State, Is.EqualTo(TokenState.Lasting));
        Assert.That(Dates(new Credentials("same", "same", Now.AddDays(-2), Now.AddDays(-2))).State, Is.EqualTo(TokenState.Lapsed));
    }

    [Test]
    public void A_refresh_token_is_of_no_use_where_the_connector_cannot_renew() => Assert.That(
        Dates(new Credentials("token", "refresh", Now.AddDays(2), Now.AddDays(200)), canRenew: false).State, Is.EqualTo(TokenState.Urgent));

    [TestCase("auth_revoked", TokenState.Revoked)]
    [TestCase("authorization_removed", TokenState.Revoked)]
    [TestCase("misconfigured", TokenState.Lasting)]
    public void A_grant_that_was_withdrawn_says_so_whatever_its_dates(string code, TokenState state)
    {
        var paused = Row();
        paused.Pause(code, null);

        Assert.That(TokenDates.Of(paused, new Credentials("token"), true, Now).State, Is.EqualTo(state));
    }

    [Test]
    public void A_day_that_was_told_before_the_platform_refused_the_token_is_told_no_more()
    {
        var paused = Row();
        paused.Pause("auth_revoked", null);

        var dates = TokenDates.Of(paused, new Credentials("token", "refresh", Now.AddHours(1), Now.AddDays(200)), true, Now);

        Assert.That((dates.LapsesAt, dates.RenewsAt, dates.DaysLeft), Is.EqualTo(((DateTimeOffset?)null, (DateTimeOffset?)null, (int?)null)));
    }

    private static TokenDates Dates(Credentials credentials, bool canRenew = true) => TokenDates.Of(Row(), credentials, canRenew, Now);

    private static Connection Row() => new() { ConnectorId = "lab", AccountId = "a", Name = "Lab", Settings = "{}", Vault = [] };
}
