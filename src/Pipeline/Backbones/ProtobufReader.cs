using System.Text;

namespace Pipeline.Backbones;

/// <summary>
/// Walks the fields of one protobuf message without copying: a model of 170 MB is outlined by looking at a few KB of it.
/// Wire format: https://protobuf.dev/programming-guides/encoding/.
/// </summary>
internal ref struct ProtobufReader(ReadOnlySpan<byte> message)
{
    private readonly int _length = message.Length;
    private ReadOnlySpan<byte> _rest = message;
    private int _wireType;

    /// <summary>The number of the field that the last <see cref="Next"/> stopped at.</summary>
    public int Field { get; private set; }

    /// <summary>Bytes read so far: before a field's tag, or behind its value.</summary>
    public readonly int Position => _length - _rest.Length;

    /// <summary>Goes to the next field; it must then be read or skipped.</summary>
    public bool Next()
    {
        if (_rest.IsEmpty)
        {
            return false;
        }

        ulong tag = Varint();
        (Field, _wireType) = ((int)(tag >> 3), (int)(tag & 7));
        return true;
    }

    public readonly bool IsVarint => _wireType == 0;

    /// <exception cref="InvalidDataException">The message ends within a number, or a number is too long.</exception>
    public ulong Varint()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            if (_rest.IsEmpty)
            {
                break;
            }

            byte next = _rest[0];
            _rest = _rest[1..];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new InvalidDataException("a number has no end");
    }

    /// <exception cref="InvalidDataException">The field has no length, or reaches past the end.</exception>
    public ReadOnlySpan<byte> Bytes() =>
        _wireType == 2 ? Take(Varint()) : throw new InvalidDataException($"field {Field} is not of the expected kind");

    public string Text() => Encoding.UTF8.GetString(Bytes());

    /// <summary>Adds the values of a repeated number, whether packed or one by one; both are legal.</summary>
    public void Numbers(List<long> values)
    {
        if (IsVarint)
        {
            values.Add((long)Varint());
            return;
        }

        var packed = new ProtobufReader(Bytes());
        while (!packed._rest.IsEmpty)
        {
            values.Add((long)packed.Varint());
        }
    }

    public void Skip()
    {
        switch (_wireType)
        {
            case 0: Varint(); break;
            case 1: Take(8); break;
            case 2: Bytes(); break;
            case 5: Take(4); break;
            default: throw new InvalidDataException($"field {Field} has unknown wire type {_wireType}");
        }
    }

    private ReadOnlySpan<byte> Take(ulong count)
    {
        if (count > (ulong)_rest.Length)
        {
            throw new InvalidDataException($"field {Field} reaches past the end");
        }

        var taken = _rest[..(int)count];
        _rest = _rest[(int)count..];
        return taken;
    }
}
