/** Some 240 plain words that are hard to mishear: three of them are the demonstration passphrase (23 bits). */
export const words: readonly string[] = `
acorn actor album amber anchor apple april apron arrow atlas attic autumn badge baker balcony bamboo banjo barley basil
basket beach beacon beaver bench berry birch blanket blossom bottle branch bread breeze brick bridge bronze brush bucket
butter button cabin cactus camel candle canoe canvas carbon cargo carpet carrot castle cedar cello cherry chess cinnamon
circle clover cobalt coconut comet compass copper coral cotton cousin cradle crayon cricket crystal cup curtain daisy
dancer delta desert diamond dinner dolphin donkey dragon drum eagle echo elbow ember engine falcon feather fern fiddle
field finch flint flower flute forest fossil fountain fox galaxy garden garlic ginger giraffe glacier globe glove golden
granite grape guitar hammer harbor harvest hazel helmet heron hiking hill honey horizon hotel island ivory jacket jaguar
jasmine jelly jungle kettle kitchen kite koala ladder lagoon lantern laurel lemon leopard lily linen lion lobster lotus
magnet mango maple marble market meadow melon mint mirror monday monkey moon moss motor mountain museum mustard napkin
nectar needle nickel north notebook nutmeg oasis ocean olive onion opal orange orchard orchid otter oven oyster paddle
palace palm panda paper parrot peach peanut pearl pebble pelican pencil pepper piano picnic pigeon pillow pine planet
plum pocket pony poplar potato prairie pumpkin puzzle quartz quill rabbit radio raft rainbow raven ribbon river robin
rocket rose saddle saffron salmon sandal sapphire saturn scarf school shadow shell silver spider spoon spring squirrel
summer sunset swan table
`
  .trim()
  .split(/\s+/);
