using System.Diagnostics.CodeAnalysis;

namespace Hub.Sandbox.Wire;

/// <summary>A dictionary by text that forgets its oldest key when it is full. Not safe for threads by itself.</summary>
sealed class BoundedMap<T>(int capacity)
{
    readonly Dictionary<string, T> _values = [];
    readonly Queue<string> _order = new();

    public IEnumerable<T> Values => _values.Values;

    public T this[string key]
    {
        set
        {
            if (!_values.ContainsKey(key)) MakeRoom(key);
            _values[key] = value;
        }
    }

    public bool TryGet(string key, [MaybeNullWhen(false)] out T value) => _values.TryGetValue(key, out value);

    public void Clear()
    {
        _values.Clear();
        _order.Clear();
    }

    void MakeRoom(string key)
    {
        _order.Enqueue(key);
        if (_order.Count > capacity) _values.Remove(_order.Dequeue());
    }
}
