/** Common Portuguese given names of people born about 1985, and of their parents. The data itself names nobody. */
export const girls = words(`Ana Joana Inês Rita Catarina Sofia Mariana Marta Cláudia Andreia Sara Patrícia Filipa Diana
  Carolina Vera Raquel Sónia Tânia Mónica Susana Carla Liliana Daniela Débora Cátia Bárbara Beatriz Helena Teresa Vanessa
  Margarida Leonor Francisca Madalena Alexandra Adriana Bruna Cristina Elisa Eva Fabiana Gabriela Irina Isabel Jéssica Júlia
  Laura Luísa Lúcia Marisa Matilde Melissa Nádia Neuza Paula Rosa Sílvia Telma Verónica`);

export const boys = words(`João Pedro Tiago Miguel Ricardo Rui Nuno Bruno André Diogo Hugo Luís Daniel David Filipe
  Francisco Gonçalo Henrique Jorge José Manuel Marco Mário Paulo Rafael Samuel Sérgio Vasco Vítor Fábio Hélder Ivo Joel Júlio
  Leandro Leonel Luciano Marcelo Mauro Nelson Óscar Patrício Renato Rodrigo Rúben Salvador Simão Telmo Tomás Valter Xavier
  Afonso Alexandre António Artur Bernardo Carlos Cristiano Duarte Eduardo Emanuel`);

export const mothers = words(`Maria Ana Isabel Teresa Fernanda Manuela Helena Paula Luísa Rosa Cristina Conceição Graça
  Lurdes Fátima Margarida Filomena Natália Amélia Celeste Deolinda Emília Florinda Gracinda Idalina Júlia Laurinda Lucinda
  Madalena Olinda Piedade Rosária Silvina Teodora Vitória Adelaide Alzira Anabela Beatriz Cecília Dulce Elvira Glória Irene
  Jacinta Leonor Mariana Odete Regina Zulmira`);

export const fathers =
  words(`José António Manuel João Francisco Joaquim Carlos Luís Fernando Pedro Jorge Paulo Rui Mário
  Vítor Armando Augusto Domingos Américo Abílio Adelino Alberto Alfredo Amadeu Aníbal Arnaldo Artur Avelino Belmiro Custódio
  Eduardo Elísio Ernesto Eugénio Felisberto Germano Hermínio Horácio Isidro Jaime Jacinto Júlio Laurindo Leonel Luciano
  Marcelino Norberto Orlando Raul Silvestre`);

export const surnames = words(`Silva Santos Ferreira Pereira Oliveira Costa Rodrigues Martins Sousa Fernandes Gonçalves
  Gomes Lopes Marques Alves Almeida Ribeiro Pinto Carvalho Teixeira Moreira Correia Mendes Nunes Soares Vieira Monteiro Cardoso
  Rocha Raposo Neves Coelho Cruz Cunha Pires Ramos Reis Simões Antunes Matos Fonseca Machado Araújo Barbosa Tavares Lourenço
  Castro Figueiredo Azevedo Freitas Batista Brito Branco Caeiro Carrilho Charneca Espada Falcão Galego Grilo Leal Lobo Madeira
  Nogueira Pacheco Palma Pinheiro Rosado Salgueiro Serrano Valente Varela Ventura Xavier Zambujo`);

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
