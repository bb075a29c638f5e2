using Hub.Connectors.Abstractions;

namespace Hub.Core.Webhooks;

/// <summary>What endpoints can hear. Names never change.</summary>
public static class HubEventTypes
{
    public const string ConversationCreated = "conversation.created";
    public const string ConversationStatusChanged = "conversation.status_changed";
    public const string MessageReceived = "message.received";
    public const string MessageSent = "message.sent";
    public const string MessageFailed = "message.failed";
    public const string ContactCreated = "contact.created";
    public const string ContactChanged = "contact.changed";
    public const string ContactDeleted = "contact.deleted";
    public const string OrderCreated = "order.created";
    public const string OrderStateChanged = "order.state_changed";
    public const string BookingCreated = "booking.created";
    public const string BookingChanged = "booking.changed";
    public const string SignalSettled = "signal.settled";
    public const string DeliveryDead = "delivery.dead";
    public const string ConnectionStateChanged = "connection.state_changed";
    public const string ConnectionSilent = "connection.silent";
    public const string ConnectionSubscriptionFailing = "connection.subscription_failing";
    public const string ConnectionSubscriptionLost = "connection.subscription_lost";
    public const string ConnectionTokenEnding = "connection.token_ending";
    public const string ConnectionAutoMessageReviewed = "connection.auto_message_reviewed";

    /// <summary>Sent to the endpoint that a rule names; nobody subscribes to it.</summary>
    public const string RuleMatched = "rule.matched";

    /// <summary>Sent on a person's word; nobody subscribes to it.</summary>
    public const string Test = "webhook.test";

    /// <summary>Those that can be subscribed to, in the order in which people see them.</summary>
    public static OrderedDictionary<string, LocalizedText> Known { get; } = new(StringComparer.Ordinal)
    {
        [ConversationCreated] = new("A conversation has begun", "Hội thoại mới bắt đầu"),
        [ConversationStatusChanged] = new("A conversation was opened, snoozed, resolved or binned", "Hội thoại được mở, tạm hoãn, hoàn tất hoặc đưa vào thùng rác"),
        [MessageReceived] = new("A contact has written", "Khách vừa nhắn tin"),
        [MessageSent] = new("A message has left for a contact", "Tin nhắn đã gửi cho khách"),
        [MessageFailed] = new("A message could not be sent", "Tin nhắn không gửi được"),
        [ContactCreated] = new("A contact is new", "Khách hàng mới"),
        [ContactChanged] = new("A contact's details have changed", "Thông tin khách hàng thay đổi"),
        [ContactDeleted] = new("A contact is gone, merged into another", "Khách hàng đã được gộp vào khách hàng khác"),
        [OrderCreated] = new("An order is new", "Đơn hàng mới"),
        [OrderStateChanged] = new("An order has moved on, or its payment has", "Đơn hàng hoặc thanh toán đổi trạng thái"),
        [BookingCreated] = new("A booking is new", "Lịch hẹn mới"),
        [BookingChanged] = new("A booking was moved or has changed its state", "Lịch hẹn đổi giờ hoặc đổi trạng thái"),
        [SignalSettled] = new("A signal was sent to an ad platform, or dropped", "Tín hiệu đã gửi cho nền tảng quảng cáo hoặc bị bỏ"),
        [DeliveryDead] = new("Something for another system was given up", "Một việc gửi cho hệ thống khác đã bị dừng"),
        [ConnectionStateChanged] = new("A connection works, is paused or switched off", "Kết nối hoạt động, tạm dừng hoặc bị tắt"),
        [ConnectionSilent] = new("A connection hears much less than usual", "Kết nối im lặng lâu hơn bình thường"),
        [ConnectionSubscriptionFailing] = new("A connection's webhooks cannot be subscribed", "Không đăng ký được webhook của kết nối"),
        [ConnectionSubscriptionLost] = new("A platform had dropped a connection's webhooks", "Nền tảng đã bỏ đăng ký webhook của kết nối"),
        [ConnectionTokenEnding] = new("A connection's tokens end within a week", "Mã truy cập của kết nối hết hạn trong vòng một tuần"),
        [ConnectionAutoMessageReviewed] = new("A platform has reviewed an automatic message", "Nền tảng đã duyệt xong một tin nhắn tự động"),
    };
}
