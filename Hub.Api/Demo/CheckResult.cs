namespace Hub.Api.Demo;

/// <summary>The one line of <c>demo --check</c>.</summary>
/// <param name="Sent">Genuine webhooks, forged and stale ones, each once; repeats and copies are not counted.</param>
/// <param name="Rejected">Forged and stale ones that were answered 401.</param>
/// <param name="SignalsOwed">Facts of conversations that a TikTok ad or link brought, told by what the sandbox played.</param>
/// <param name="InDoubt">Replies and automatic answers that may have been sent: neither done nor given up, and shown as such.</param>
/// <param name="AutomaticOwed">What the hub answered by itself, without what a person had answered before it left.</param>
/// <param name="OrdersFromChat">Those of the orders owed that a rule had drafted out of a chat and somebody confirmed.</param>
/// <param name="BookingsOwed">Times that were agreed on, each a meeting of the CRM.</param>
/// <param name="ChangesOwed">What people have changed in the CRM: contacts corrected, orders sent off, meetings moved.</param>
/// <param name="RemindersOwed">Reminders that came due meanwhile.</param>
/// <param name="Faults">What went wrong on the way, each kind at least once.</param>
/// <param name="Lost">Whatever one side sent and the other does not hold.</param>
/// <param name="Duplicated">Whatever one side sent once and the other holds twice.</param>
internal sealed record CheckResult(
    long Sent, long Accepted, long Rejected, int Messages, int Conversations, int SignalsOwed, int SignalsReceived, int OrdersOwed,
    int OrdersReceived, int OrdersFromChat, int BookingsOwed, int BookingsReceived, int RemindersOwed, int RemindersReceived, int ChangesOwed, int ChangesReceived, int AutomaticOwed, int AutomaticReceived,
    int OutboundQueued, int OutboundReceived, int InDoubt, int Lost, int Duplicated, bool Killed, FaultTally Faults, double Seconds,
    string Database);
